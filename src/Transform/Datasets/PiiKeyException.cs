namespace RetailBus.Transform.Datasets;

/// <summary>The key for hashes of personal data is missing or no good; the message says how to make one.</summary>
public sealed class PiiKeyException(string message, Exception? innerException = null) : Exception(message, innerException);
