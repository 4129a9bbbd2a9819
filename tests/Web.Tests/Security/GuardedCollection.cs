namespace RetailBus.Web.Tests.Security;

/// <summary>Tests of one stack that asks everybody who they are.</summary>
[CollectionDefinition(Name)]
public sealed class GuardedCollection : ICollectionFixture<GuardedStack>
{
    public const string Name = "guarded";
}
