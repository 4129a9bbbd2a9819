using MassTransit;
using MassTransit.Configuration;
using MassTransit.Middleware;
using MassTransit.Saga;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using RetailBus.SagaStore.Configuration;
using RetailBus.SagaStore.Outbox;
using RetailBus.SagaStore.Reading;
using RetailBus.SagaStore.Sagas;
using RetailBus.SagaStore.Schema;

namespace RetailBus.SagaStore;

public static class SagaStoreRegistrationExtensions
{
    /// <summary>
    /// Adds the store: its schema is created or upgraded before the bus starts, and a sweeper sends what a crash left behind.
    /// Also callable on the configurator of <c>AddMassTransit</c>, which is a service collection.
    /// </summary>
    public static IServiceCollection AddSagaStore(this IServiceCollection services, Action<SagaStoreOptions> configure)
    {
        services.AddOptions<SagaStoreOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SagaStoreOptions>, SagaStoreOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => provider.GetRequiredService<IOptions<SagaStoreOptions>>().Value.OpenDatabase!());
        services.TryAddSingleton(_ => new NodeId(Guid.NewGuid()));
        services.TryAddSingleton<DeliveredMessages>();
        services.TryAddSingleton<UnitOfWorkCommitter>();
        services.TryAddSingleton<OutboxSender>();
        services.TryAddSingleton<CommittedMessagesDelivery>();
        services.TryAddSingleton<OutboxSweeper>();
        services.TryAddSingleton<SchemaUpgrade>();
        services.TryAddSingleton<ISagaStoreMonitor, SagaStoreMonitor>();
        services.TryAddSingleton<ITransactionalOutbox, TransactionalOutbox>();
        services.TryAddScoped<IOutboxContextFactory<OutboxOnly>, OutboxContextFactory<OutboxOnly>>();
        services.TryAddScoped<IOutboxContextFactory<InboxAndOutbox>, OutboxContextFactory<InboxAndOutbox>>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, SchemaUpgradeService>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, OutboxSweeperService>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, DeliveredMessagesService>());
        return services;
    }

    /// <summary>Keeps the sagas of this type in the store that <see cref="AddSagaStore"/> adds.</summary>
    public static ISagaRegistrationConfigurator<TSaga> SqlRepository<TSaga>(
        this ISagaRegistrationConfigurator<TSaga> configurator, Action<SagaTableBuilder<TSaga>>? declare = null)
        where TSaga : class, ISaga
    {
        var builder = new SagaTableBuilder<TSaga>();
        declare?.Invoke(builder);
        var definition = builder.Build();
        configurator.Repository(services =>
        {
            services.AddSingleton(definition);
            services.AddSingleton(definition.Table);
            services.AddSingleton<SagaStorage<TSaga>>();
            services.AddSingleton<ISagaReader<TSaga>, SagaReader<TSaga>>();
            services.RegisterLoadSagaRepository<TSaga, SqlSagaRepositoryContextFactory<TSaga>>();
            services.RegisterQuerySagaRepository<TSaga, SqlSagaRepositoryContextFactory<TSaga>>();
            services.RegisterSagaRepository<
                TSaga,
                SagaStorage<TSaga>,
                SagaConsumeContextFactory<SagaStorage<TSaga>, TSaga>,
                SqlSagaRepositoryContextFactory<TSaga>>();
        });
        return configurator;
    }

    /// <summary>
    /// On this endpoint, whatever sagas and consumers publish or send is committed with their state and sent after the commit.
    /// Configures the retry of conflicts around it. Call it in a saga or consumer definition, after any retry of your own.
    /// </summary>
    public static void UseSagaStoreOutbox(
        this IReceiveEndpointConfigurator endpoint, IRegistrationContext context, Action<SagaStoreEndpointOptions>? configure = null)
    {
        var options = new SagaStoreEndpointOptions();
        configure?.Invoke(options);
        endpoint.UseMessageRetry(retry =>
        {
            retry.SetRetryPolicy(filter => new JitteredRetryPolicy(filter, options));
            retry.Handle<ConcurrencyException>();
        });
        if (options.UseInbox)
            Connect(endpoint, new OutboxConsumePipeSpecificationObserver<InboxAndOutbox>(endpoint, context));
        else
            Connect(endpoint, new OutboxConsumePipeSpecificationObserver<OutboxOnly>(endpoint, context));
    }

    private static void Connect<TMode>(IReceiveEndpointConfigurator endpoint, OutboxConsumePipeSpecificationObserver<TMode> observer)
        where TMode : class
    {
        endpoint.ConnectConsumerConfigurationObserver(observer);
        endpoint.ConnectSagaConfigurationObserver(observer);
    }
}
