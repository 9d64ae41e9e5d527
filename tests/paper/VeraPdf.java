import java.io.FileInputStream;
import java.io.InputStream;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * veraPDF's validation of one file against PDF/UA-1 (ISO 14289-1), with veraPDF's own rules.
 *
 * <p>The library reads its rules by JAXB, which Java has not carried since 11; here they are read as plain XML.
 * Prints "compliant: N rules, M checks", or each failed check; exits 0 or 1.
 */
public class VeraPdf {
  static final PDFAFlavour UA1 = PDFAFlavour.PDFUA_1;
  static final String RULES = "org/verapdf/pdfa/validation/PDFUA-1.xml";

  public static void main(String[] given) throws Exception {
    LogManager.getLogManager().reset(); // it warns of every profile that JAXB cannot read
    VeraGreenfieldFoundryProvider.initialise();
    ValidationProfile profile = profile();
    try (PDFAParser parser = Foundries.defaultInstance().createParser(new FileInputStream(given[0]), UA1);
        PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, false)) {
      ValidationResult result = validator.validate(parser);
      for (TestAssertion each : result.getTestAssertions())
        System.out.println(each.getRuleId().getClause() + ": " + each.getMessage() + " (" + each.getLocation().getContext() + ")");
      if (result.isCompliant())
        System.out.println("compliant: " + profile.getRules().size() + " rules, " + result.getTotalAssertions() + " checks");
      System.exit(result.isCompliant() ? 0 : 1);
    }
  }

  static ValidationProfile profile() throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    try (InputStream xml = VeraPdf.class.getClassLoader().getResourceAsStream(RULES)) {
      Element root = factory.newDocumentBuilder().parse(xml).getDocumentElement();
      Set<Rule> rules = new HashSet<>();
      for (Element each : all(root, "rule")) rules.add(rule(each));
      Set<Variable> variables = new HashSet<>();
      for (Element each : all(root, "variable"))
        variables.add(Profiles.variableFromValues(each.getAttribute("name"), each.getAttribute("object"), text(each, "defaultValue"), text(each, "value")));
      return Profiles.profileFromValues(UA1, Profiles.profileDetailsFromValues("PDF/UA-1", "", "", new Date()), "", rules, variables);
    }
  }

  static Rule rule(Element each) {
    Element id = all(each, "id").get(0);
    boolean deferred = "true".equals(each.getAttribute("deferred"));
    return Profiles.ruleFromValues(
        Profiles.ruleIdFromValues(PDFAFlavour.Specification.ISO_14289_1, id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber"))),
        each.getAttribute("object"), deferred ? Boolean.TRUE : null, each.getAttribute("tags"),
        text(each, "description"), text(each, "test"), Profiles.errorFromValues(text(each, "message"), List.of()), List.of());
  }

  static List<Element> all(Element root, String name) {
    NodeList found = root.getElementsByTagName(name);
    return java.util.stream.IntStream.range(0, found.getLength()).mapToObj(at -> (Element) found.item(at)).toList();
  }

  static String text(Element root, String name) {
    return all(root, name).get(0).getTextContent();
  }
}
