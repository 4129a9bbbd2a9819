using System.Text;
using System.Xml;

namespace RetailBus.LocalCloud.Sqs.Protocol;

/// <summary>The Query protocol's XML: lists and maps are flattened into repeated elements.</summary>
internal sealed class XmlResultWriter(XmlWriter xml) : IResultWriter
{
    public void Text(string name, string value) => xml.WriteElementString(name, value);

    public void Text(string name, ReadOnlySpan<byte> utf8) => xml.WriteElementString(name, Encoding.UTF8.GetString(utf8));

    public void Binary(string name, ReadOnlySpan<byte> value) => xml.WriteElementString(name, Convert.ToBase64String(value));

    public void Number(string name, long value) => xml.WriteElementString(name, XmlConvert.ToString(value));

    public void Flag(string name, bool value) => xml.WriteElementString(name, XmlConvert.ToString(value));

    public void Texts(string list, string element, IEnumerable<string> values)
    {
        foreach (var value in values)
            xml.WriteElementString(element, value);
    }

    public void Pairs(string map, string element, string keyName, IEnumerable<KeyValuePair<string, string>> pairs)
    {
        foreach (var (key, value) in pairs)
        {
            xml.WriteStartElement(element);
            xml.WriteElementString(keyName, key);
            xml.WriteElementString("Value", value);
            xml.WriteEndElement();
        }
    }

    public void List<T>(string list, string element, IReadOnlyList<T> items, Action<T> write)
    {
        foreach (var item in items)
        {
            xml.WriteStartElement(element);
            write(item);
            xml.WriteEndElement();
        }
    }

    public void Map<T>(string map, string element, IReadOnlyList<T> items, Func<T, string> key, Action<T> write)
    {
        foreach (var item in items)
        {
            xml.WriteStartElement(element);
            xml.WriteElementString("Name", key(item));
            xml.WriteStartElement("Value");
            write(item);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }
    }
}
