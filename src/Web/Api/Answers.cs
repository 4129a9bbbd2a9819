namespace RetailBus.Web.Api;

/// <summary>Makes answers.</summary>
internal static class Answers
{
    public static Answer<T> Of<T>(T value)
        where T : class => new(value, null);

    public static Answer<T> Failed<T>(Problem problem)
        where T : class => new(null, problem);
}
