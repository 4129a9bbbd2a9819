using System.Net;
using System.Xml;
using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace RetailBus.AwsClients.Protocol;

/// <summary>Reads a Query answer: <paramref name="read"/> gets the root element with its namespaces removed.</summary>
internal sealed class QueryUnmarshaller<T>(Func<XElement, T> read, ServiceFault fault) : XmlResponseUnmarshaller
{
    public override AmazonWebServiceResponse Unmarshall(XmlUnmarshallerContext input)
    {
        var root = Load(input.Stream);
        return new AwsResponse<T>
        {
            Value = read(root),
            ResponseMetadata = new ResponseMetadata { RequestId = root.Element("ResponseMetadata")?.Element("RequestId")?.Value },
        };
    }

    public override AmazonServiceException UnmarshallException(
        XmlUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        try
        {
            var root = Load(input.Stream);
            var error = root.DescendantsAndSelf("Error").FirstOrDefault();
            return fault(
                error?.Element("Message")?.Value, error?.Element("Code")?.Value, root.Element("RequestId")?.Value, statusCode,
                innerException);
        }
        catch (XmlException)
        {
            return fault(null, null, null, statusCode, innerException);
        }
    }

    private static XElement Load(Stream stream)
    {
        var root = XElement.Load(stream);
        foreach (var element in root.DescendantsAndSelf()) element.Name = element.Name.LocalName;
        return root;
    }
}
