namespace RetailBus.Platform.Bus;

/// <summary>A stage's work ended, well or not, and its answer could not be sent.</summary>
public sealed class AnswerUnsentException(string message, Exception cause) : Exception(message, cause);
