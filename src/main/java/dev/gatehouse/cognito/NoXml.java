package dev.gatehouse.cognito;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import javax.xml.stream.XMLStreamReader;

/**
 * Leaves the JDK's XML parser out of the native executable. The AWS extension registers it for the services that speak XML;
 * Cognito speaks JSON.
 */
@TargetClass(className = "com.sun.xml.internal.stream.XMLInputFactoryImpl")
final class NoXml {

    @Substitute
    @SuppressWarnings("DoNotCallSuggester") // Its signature is another's.
    XMLStreamReader getXMLStreamReaderImpl(Source source) {
        throw new UnsupportedOperationException("no XML is read here");
    }

    @TargetClass(className = "com.sun.org.apache.xerces.internal.xni.parser.XMLInputSource")
    static final class Source {}
}
