namespace RetailBus.LocalCloud.Tests.Suites;

/// <summary>The suites share one moto_server and take turns with it.</summary>
[CollectionDefinition(nameof(MotoCollection))]
public sealed class MotoCollection : ICollectionFixture<MotoCloud>;
