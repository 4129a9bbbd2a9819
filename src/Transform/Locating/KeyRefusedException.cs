namespace RetailBus.Transform.Locating;

/// <summary>A key that names no row of the dataset; the message says what the key is.</summary>
internal sealed class KeyRefusedException(string reason) : Exception(reason);
