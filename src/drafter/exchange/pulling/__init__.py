"""`drafter pull`: what people changed in Word comes home to the report file."""
