using System.Text;
using System.Xml;
using RetailBus.LocalCloud.Sqs.Protocol;

namespace RetailBus.LocalCloud.Sns.Protocol;

/// <summary>Writes the shapes of SNS results.</summary>
internal static class SnsXml
{
    public static void Entries(this XmlWriter xml, string name, IEnumerable<KeyValuePair<string, string>> pairs)
    {
        xml.WriteStartElement(name);
        foreach (var (key, value) in pairs)
        {
            xml.WriteStartElement("entry");
            xml.WriteElementString("key", key);
            xml.WriteElementString("value", value);
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    public static void Members<T>(this XmlWriter xml, string name, IEnumerable<T> items, Action<T> write)
    {
        xml.WriteStartElement(name);
        foreach (var item in items)
        {
            xml.WriteStartElement("member");
            write(item);
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    /// <summary>One page of a list whose items are in order of a key; the next page's token is the last key shown.</summary>
    public static Action<XmlWriter> Page<T>(
        QueryForm form, string name, Func<string, int, IReadOnlyList<T>> itemsAfter, Func<T, string> key, Action<XmlWriter, T> write)
    {
        var items = itemsAfter(ReadToken(form.Value("NextToken")), SnsLimits.ListPage + 1);
        var page = items.Take(SnsLimits.ListPage).ToArray();
        return xml =>
        {
            xml.Members(name, page, item => write(xml, item));
            if (items.Count > page.Length)
                xml.WriteElementString("NextToken", Convert.ToBase64String(Encoding.UTF8.GetBytes(key(page[^1]))));
        };
    }

    private static string ReadToken(string? token)
    {
        var bytes = new byte[token?.Length ?? 0];
        return Convert.TryFromBase64String(token ?? "", bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : throw SnsErrors.InvalidParameter("NextToken", "Not a token of this endpoint");
    }
}
