namespace RetailBus.Web.Api;

/// <summary>Why messages lie in a queue of failures.</summary>
public sealed record QueueCause(string Cause, long Count);
