namespace RetailBus.Web.Api;

/// <summary>Why a page has no answer, for the person before it.</summary>
/// <param name="Title">What happened.</param>
/// <param name="Advice">What to do about it.</param>
/// <param name="IsMissing">Whether the service has no such thing, or can't do this yet.</param>
public sealed record Problem(string Title, string Advice, bool IsMissing = false)
{
    internal static Problem Down(string service) =>
        new($"The {service} does not answer.", "See whether it runs: /health/ready says which part is not well. This page tries again by itself.");
}
