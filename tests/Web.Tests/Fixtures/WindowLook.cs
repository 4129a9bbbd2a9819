namespace RetailBus.Web.Tests.Fixtures;

/// <summary>How a person's browser looks.</summary>
public sealed record WindowLook(bool IsDark = false, int Width = 1440);
