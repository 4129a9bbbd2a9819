namespace RetailBus.AwsClients.Sns;

/// <summary>One page of a listing, up to 100 items; <paramref name="NextToken"/> is null on the last one.</summary>
public sealed record SnsPage<T>(IReadOnlyList<T> Items, string? NextToken);
