using System.Text;
using System.Xml;

namespace RetailBus.LocalCloud.Hosting;

/// <summary>How answers in XML are written.</summary>
internal static class XmlFormat
{
    /// <summary>Without a byte order mark, which the AWS SDK for JavaScript takes for content before the document.</summary>
    public static XmlWriterSettings Settings { get; } = new() { Encoding = new UTF8Encoding(false), CheckCharacters = false };
}
