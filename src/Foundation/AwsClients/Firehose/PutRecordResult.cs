namespace RetailBus.AwsClients.Firehose;

/// <summary>What became of one record: either <see cref="RecordId"/> or <see cref="ErrorCode"/> is set.</summary>
public sealed record PutRecordResult(string? RecordId, string? ErrorCode, string? ErrorMessage)
{
    public bool Succeeded => ErrorCode is null;
}
