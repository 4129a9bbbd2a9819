using System.Globalization;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace RetailBus.LocalCloud.S3.Protocol;

/// <summary>Tags of an object or a bucket, as a document and as the header <c>x-amz-tagging</c>, within S3's limits.</summary>
internal static class ObjectTags
{
    public const string Header = "x-amz-tagging";
    public const string DirectiveHeader = "x-amz-tagging-directive";
    public const string CountHeader = "x-amz-tagging-count";

    /// <exception cref="S3Exception">InvalidTag, BadRequest.</exception>
    public static Dictionary<string, string> Read(IHeaderDictionary headers) => Check(
        QueryHelpers.ParseQuery(headers[Header].ToString()).SelectMany(tag => tag.Value.Select(value => (tag.Key, value ?? ""))),
        S3Limits.MaxTags);

    /// <exception cref="S3Exception">InvalidTag, BadRequest, MalformedXML.</exception>
    public static Dictionary<string, string> Read(XElement document, int maxTags = S3Limits.MaxTags)
    {
        var set = document.Children("TagSet").FirstOrDefault() ?? throw S3Errors.MalformedXml("Tagging has no TagSet.");
        return Check(set.Children("Tag").Select(tag => (tag.Text("Key") ?? "", tag.Text("Value") ?? "")), maxTags);
    }

    public static XElement Write(Dictionary<string, string> tags) => new(
        "Tagging",
        new XElement("TagSet", tags.Select(tag => new XElement("Tag", new XElement("Key", tag.Key), new XElement("Value", tag.Value)))));

    /// <summary>Letters, digits and spaces of any script, and <c>+ - = . _ : / @</c>, as the user guide has it.</summary>
    private static bool IsAllowed(char letter) =>
        char.IsLetterOrDigit(letter) || char.IsWhiteSpace(letter) || char.IsSurrogate(letter)
        || CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
        || "+-=._:/@".Contains(letter, StringComparison.Ordinal);

    private static Dictionary<string, string> Check(IEnumerable<(string Key, string Value)> given, int maxTags)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in given)
        {
            if (key.Length is 0 or > S3Limits.MaxTagKeyLength || !key.All(IsAllowed))
                throw S3Errors.InvalidTag("The TagKey you have provided is invalid");
            if (value.Length > S3Limits.MaxTagValueLength || !value.All(IsAllowed))
                throw S3Errors.InvalidTag("The TagValue you have provided is invalid");
            if (key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase))
                throw S3Errors.InvalidTag("System tags cannot be added/updated by requester");
            if (!tags.TryAdd(key, value))
                throw S3Errors.InvalidTag("Cannot provide multiple Tags with the same key");
        }

        return tags.Count <= maxTags
            ? tags
            : throw new S3Exception(
                400, "BadRequest", $"{(maxTags == S3Limits.MaxTags ? "Object" : "Bucket")} tags cannot be greater than {maxTags}");
    }
}
