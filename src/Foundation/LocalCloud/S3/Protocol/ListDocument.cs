using System.Xml.Linq;
using RetailBus.LocalCloud.S3.Engine;
using RetailBus.LocalCloud.S3.Store;

namespace RetailBus.LocalCloud.S3.Protocol;

/// <summary>What the list operations have in common: their parameters, and the document that echoes them.</summary>
internal sealed class ListDocument
{
    private readonly S3Call _call;
    private readonly XElement _root;
    private readonly bool _encode;
    private readonly int _maxKeys;

    public ListDocument(S3Call call, string root)
    {
        _call = call;
        Prefix = call.Query("prefix") ?? "";
        Delimiter = call.Query("delimiter") ?? "";
        _maxKeys = Math.Min(call.Number("max-keys", S3Limits.MaxListedKeys, 0, int.MaxValue), S3Limits.MaxListedKeys);
        _encode = call.Query("encoding-type") switch
        {
            null or "" => false,
            "url" => true,
            _ => throw S3Errors.InvalidArgument("Invalid Encoding Method specified in Request"),
        };
        _root = new XElement(
            root, new XElement("Name", call.Bucket), new XElement("Prefix", Encode(Prefix)), new XElement("MaxKeys", _maxKeys));
        if (Delimiter.Length > 0)
            AddText("Delimiter", Delimiter);
        if (_encode)
            _root.Add(new XElement("EncodingType", "url"));
    }

    public string Prefix { get; }

    public string Delimiter { get; }

    public ListQuery Query(ListCursor from, bool versions) => new(_call.Bucket, Prefix, Delimiter, from, _maxKeys, versions);

    public string Encode(string text) => _encode ? Uri.EscapeDataString(text).Replace("%2F", "/", StringComparison.Ordinal) : text;

    public void AddText(string name, string text) => _root.Add(new XElement(name, Encode(text)));

    public void Add(IEnumerable<XElement> elements) => _root.Add(elements);

    public Task WriteAsync(ListPage page)
    {
        _root.Add(new XElement("IsTruncated", page.IsTruncated ? "true" : "false"));
        _root.Add(page.CommonPrefixes.Select(prefix => new XElement("CommonPrefixes", new XElement("Prefix", Encode(prefix)))));
        return _call.WriteXmlAsync(_root);
    }
}
