namespace RetailBus.Web.Api;

/// <summary>What a service answered: a value or a problem.</summary>
public sealed record Answer<T>(T? Value, Problem? Problem)
    where T : class;
