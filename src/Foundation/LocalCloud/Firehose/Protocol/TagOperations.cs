using System.Text.Json;
using System.Text.Json.Nodes;
using RetailBus.LocalCloud.Firehose.Engine;

namespace RetailBus.LocalCloud.Firehose.Protocol;

/// <summary>The tags of delivery streams.</summary>
internal sealed class TagOperations(DeliveryStreams streams)
{
    public Dictionary<string, Func<JsonElement, Task<JsonObject>>> Table => new()
    {
        ["TagDeliveryStream"] = TagAsync,
        ["UntagDeliveryStream"] = UntagAsync,
        ["ListTagsForDeliveryStream"] = request => Task.FromResult(List(request)),
    };

    private async Task<JsonObject> TagAsync(JsonElement request)
    {
        request.Allow("DeliveryStreamName", StreamTags.Parameter);
        var added = StreamTags.Read(request);
        if (added.Count == 0)
            throw FirehoseErrors.Validation("Value at 'tags' failed to satisfy constraint: Member must not be null or empty");
        await streams.ChangeSettingsAsync(
            request.Text("DeliveryStreamName"),
            stream => stream.Settings with { Tags = StreamTags.Add(stream.Settings.Tags, added) });
        return [];
    }

    private async Task<JsonObject> UntagAsync(JsonElement request)
    {
        request.Allow("DeliveryStreamName", "TagKeys");
        if (!request.TryGetProperty("TagKeys", out var list) || list.ValueKind != JsonValueKind.Array
            || list.EnumerateArray().Any(key => key.ValueKind != JsonValueKind.String))
            throw FirehoseErrors.Validation("Value at 'tagKeys' failed to satisfy constraint: a list of keys");
        var keys = list.EnumerateArray().Select(key => key.GetString()!).ToHashSet(StringComparer.Ordinal);
        await streams.ChangeSettingsAsync(request.Text("DeliveryStreamName"), stream => stream.Settings with
        {
            Tags = new SortedDictionary<string, string>(
                stream.Settings.Tags.Where(tag => !keys.Contains(tag.Key)).ToDictionary(), StringComparer.Ordinal),
        });
        return [];
    }

    private JsonObject List(JsonElement request)
    {
        request.Allow("DeliveryStreamName", "ExclusiveStartTagKey", "Limit");
        var limit = request.Number("Limit", FirehoseLimits.MaxListedTags, 1, FirehoseLimits.MaxListedTags);
        var after = request.TextOr("ExclusiveStartTagKey", "");
        var tags = streams.Get(request.Text("DeliveryStreamName")).Settings.Tags
            .Where(tag => string.CompareOrdinal(tag.Key, after) > 0).Take(limit + 1).ToList();
        return new JsonObject
        {
            ["Tags"] = new JsonArray([.. tags.Take(limit).Select(tag => new JsonObject { ["Key"] = tag.Key, ["Value"] = tag.Value })]),
            ["HasMoreTags"] = tags.Count > limit,
        };
    }
}
