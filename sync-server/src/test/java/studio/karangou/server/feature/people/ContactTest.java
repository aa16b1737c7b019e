package studio.karangou.server.feature.people;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContactTest {
    @ParameterizedTest
    @CsvSource({
        "Afi@Exemple.TG, Afi@exemple.tg, afi@exemple.tg",
        "' a+b@x.co ', a+b@x.co, a+b@x.co",
        "élodie@café.example, élodie@xn--caf-dma.example, élodie@xn--caf-dma.example"
    })
    void an_address_is_one_however_it_is_typed(String typed, String text, String normal) {
        assertThat(Contact.email(typed)).contains(new Contact(ContactKind.EMAIL, text, normal));
    }

    @ParameterizedTest
    @CsvSource({"+228 90 12 34 56", "00228-90.12.34.56", "+22890123456", "(+228) 90123456"})
    void a_number_is_one_however_it_is_typed(String typed) {
        assertThat(Contact.phone(typed)).contains(new Contact(ContactKind.PHONE, "+22890123456", "+22890123456"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "90123456", "+0228901234", "+1", "+1234567890123456", "+22890x23456", "٠٠٢٢٨٩٠١٢٣٤٥٦"})
    void what_is_no_number_is_none(String typed) {
        assertThat(Contact.phone(typed)).isEmpty();
    }

    @Property
    void whatever_is_typed_reads_the_same_again_or_is_none(@ForAll String typed) {
        Contact.email(typed)
                .ifPresent(contact -> assertThat(Contact.email(contact.text())).contains(contact));
        Contact.phone(typed)
                .ifPresent(contact -> assertThat(Contact.phone(contact.text())).contains(contact));
        Contact.email(typed).ifPresent(contact -> assertThat(contact.toString()).doesNotContain(contact.text()));
    }
}
