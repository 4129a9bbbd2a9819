using System.Xml.Linq;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace RetailBus.LocalCloud.S3.Protocol;

/// <summary>An object's tags, as a document and as the header <c>x-amz-tagging</c>, within S3's limits.</summary>
internal static class ObjectTags
{
    public const string Header = "x-amz-tagging";
    public const string DirectiveHeader = "x-amz-tagging-directive";
    public const string CountHeader = "x-amz-tagging-count";

    /// <exception cref="S3Exception">InvalidTag, BadRequest.</exception>
    public static Dictionary<string, string> Read(IHeaderDictionary headers) => Check(
        QueryHelpers.ParseQuery(headers[Header].ToString()).SelectMany(tag => tag.Value.Select(value => (tag.Key, value ?? ""))));

    /// <exception cref="S3Exception">InvalidTag, BadRequest, MalformedXML.</exception>
    public static Dictionary<string, string> Read(XElement document)
    {
        var set = document.Children("TagSet").FirstOrDefault() ?? throw S3Errors.MalformedXml("Tagging has no TagSet.");
        return Check(set.Children("Tag").Select(tag => (tag.Text("Key") ?? "", tag.Text("Value") ?? "")));
    }

    public static XElement Write(Dictionary<string, string> tags) => new(
        "Tagging",
        new XElement("TagSet", tags.Select(tag => new XElement("Tag", new XElement("Key", tag.Key), new XElement("Value", tag.Value)))));

    private static Dictionary<string, string> Check(IEnumerable<(string Key, string Value)> given)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in given)
        {
            if (key.Length is 0 or > S3Limits.MaxTagKeyLength)
                throw S3Errors.InvalidTag("The TagKey you have provided is invalid");
            if (value.Length > S3Limits.MaxTagValueLength)
                throw S3Errors.InvalidTag("The TagValue you have provided is invalid");
            if (!tags.TryAdd(key, value))
                throw S3Errors.InvalidTag("Cannot provide multiple Tags with the same key");
        }

        return tags.Count <= S3Limits.MaxTags
            ? tags
            : throw new S3Exception(400, "BadRequest", $"Object tags cannot be greater than {S3Limits.MaxTags}");
    }
}
