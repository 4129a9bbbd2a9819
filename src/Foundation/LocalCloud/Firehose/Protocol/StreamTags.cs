using System.Text.Json;

namespace RetailBus.LocalCloud.Firehose.Protocol;

/// <summary>Reads tags, within Firehose's limits.</summary>
internal static class StreamTags
{
    public const string Parameter = "Tags";

    /// <summary>None when the request has none.</summary>
    /// <exception cref="FirehoseException">ValidationException, SerializationException.</exception>
    public static IReadOnlyList<(string Key, string Value)> Read(JsonElement request)
    {
        if (!request.TryGetProperty(Parameter, out var list))
            return [];
        if (list.ValueKind != JsonValueKind.Array)
            throw new FirehoseException("SerializationException", $"{Parameter} must be a list.");
        return [.. list.EnumerateArray().Select(ReadOne)];
    }

    /// <exception cref="FirehoseException">LimitExceededException.</exception>
    public static SortedDictionary<string, string> Add(IDictionary<string, string> present, IReadOnlyList<(string Key, string Value)> added)
    {
        var tags = new SortedDictionary<string, string>(present, StringComparer.Ordinal);
        foreach (var (key, value) in added)
            tags[key] = value;
        return tags.Count <= FirehoseLimits.MaxTags ? tags : throw FirehoseErrors.TooManyTags();
    }

    private static (string Key, string Value) ReadOne(JsonElement tag)
    {
        tag.Allow("Key", "Value");
        var (key, value) = (tag.Text("Key"), tag.TextOr("Value", ""));
        return key.Length <= FirehoseLimits.MaxTagKeyLength && value.Length <= FirehoseLimits.MaxTagValueLength
            && !key.StartsWith("aws:", StringComparison.Ordinal)
            ? (key, value)
            : throw FirehoseErrors.Validation(
                $"Value '{key}' at 'tags' failed to satisfy constraint: a key of 1 to {FirehoseLimits.MaxTagKeyLength} characters that "
                + $"does not begin with aws:, and a value of at most {FirehoseLimits.MaxTagValueLength}");
    }
}
