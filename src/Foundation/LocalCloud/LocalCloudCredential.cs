namespace RetailBus.LocalCloud;

/// <summary>A key pair whose signatures the local cloud accepts.</summary>
/// <param name="AccessKeyId">1 to 128 letters, digits, <c>_</c> and <c>-</c>.</param>
/// <param name="SecretAccessKey">Not empty. It is never shown or logged.</param>
public sealed record LocalCloudCredential(string AccessKeyId, string SecretAccessKey)
{
    private const int MaxIdLength = 128;

    internal bool IsValid => AccessKeyId.Length is > 0 and <= MaxIdLength
        && AccessKeyId.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-') && SecretAccessKey.Length > 0;

    /// <summary>The access key id alone.</summary>
    public override string ToString() => AccessKeyId;
}
