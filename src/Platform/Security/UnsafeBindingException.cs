namespace RetailBus.Platform.Security;

/// <summary>Others could reach this process, and it would ask nobody who they are; the message says what to configure.</summary>
public sealed class UnsafeBindingException(string message) : Exception(message);
