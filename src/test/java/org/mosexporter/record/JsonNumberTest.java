package org.mosexporter.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers of records: the shortest decimal of the nearest value with so many digits. */
class JsonNumberTest {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();

  private static String written(double value, int digits) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(text)) {
      out.writeStartObject();
      new Json(out).number("n", value, digits);
      out.writeEndObject();
    }
    return text.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 3, 0",
    "-0.0, 3, 0",
    "1, 3, 1",
    "4.2, 3, 4.2",
    "0.05, 2, 0.05",
    "-0.05, 2, -0.05",
    "0.0005, 3, 0.001",
    "-0.0004, 3, 0",
    "1.005, 2, 1.01",
    "9.9996, 3, 10",
    "100, 1, 100",
    "120, 0, 120",
    "999999999.4, 0, 999999999",
    "1e12, 3, 1000000000000",
    "0.000001, 6, 0.000001"
  })
  void areShort(double value, int digits, String number) throws IOException {
    assertEquals("{\"n\":" + number + "}", written(value, digits));
  }

  @Test
  void whatIsNoNumberIsAbsent() throws IOException {
    assertEquals("{}", written(Double.NaN, 3));
    assertEquals("{}", written(Double.POSITIVE_INFINITY, 3));
  }

  /** As java.math rounds the decimals that a double is written with. */
  @Test
  void areThoseOfDecimalArithmetic() throws IOException {
    Random random = new Random(7);
    for (int i = 0; i < 100_000; i++) {
      double value = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(12));
      int digits = random.nextInt(10);
      BigDecimal exact =
          BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP).stripTrailingZeros();
      String wanted = exact.signum() == 0 ? "0" : exact.toPlainString();
      assertEquals("{\"n\":" + wanted + "}", written(value, digits), value + " " + digits);
    }
  }
}
