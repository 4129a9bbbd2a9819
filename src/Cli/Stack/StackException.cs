namespace RetailBus.Cli.Stack;

/// <summary>The stack can't start as asked; the message says why and what to do.</summary>
internal sealed class StackException(string message, Exception? innerException = null) : Exception(message, innerException);
