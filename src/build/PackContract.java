import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Run by the build: writes the contract into a folder, as it is and as JSON. */
class PackContract {
    public static void main(String[] arguments) throws IOException {
        Path contract = Path.of(arguments[0]);
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        Files.copy(contract, folder.resolve("openapi.yaml"), StandardCopyOption.REPLACE_EXISTING);
        new ObjectMapper()
                .writeValue(folder.resolve("openapi.json").toFile(), new YAMLMapper().readTree(contract.toFile()));
    }
}
