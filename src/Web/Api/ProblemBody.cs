namespace RetailBus.Web.Api;

/// <summary>A refusal as the services spell it (RFC 9457).</summary>
internal sealed record ProblemBody(string? Title, string? Detail);
