namespace RetailBus.Web.Tests.Fixtures;

/// <summary>Tests that look at the pages of one running stack.</summary>
[CollectionDefinition(Name)]
public sealed class PagesCollection : ICollectionFixture<LiveStack>
{
    public const string Name = "pages";
}
