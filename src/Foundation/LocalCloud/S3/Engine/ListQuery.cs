namespace RetailBus.LocalCloud.S3.Engine;

/// <summary>What a listing asks for. <c>After</c> says where it goes on.</summary>
internal sealed record ListQuery(string Bucket, string Prefix, string Delimiter, Store.ListCursor From, int MaxKeys, bool Versions);
