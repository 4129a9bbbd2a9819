namespace RetailBus.Ingest.Tests.Support;

/// <summary>One land service for all tests that need it; each test has keys of its own.</summary>
[CollectionDefinition(Name)]
public sealed class LandCollection : ICollectionFixture<LandHost>
{
    public const string Name = "land";
}
