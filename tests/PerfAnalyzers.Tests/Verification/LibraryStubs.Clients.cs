namespace PerfAnalyzers.Tests.Verification;

internal static partial class LibraryStubs
{
    /// <summary>Hosts and clients: what is made once and used for long.</summary>
    private static ImmutableDictionary<string, string> Clients { get; } = new Dictionary<string, string>
    {
        ["Azure.Messaging.ServiceBus"] = """
            namespace Azure.Messaging.ServiceBus
            {
                public class ServiceBusClient : IAsyncDisposable
                {
                    public ServiceBusClient(string connectionString) { }
                    public virtual ServiceBusSender CreateSender(string queueOrTopicName) => throw null;
                    public ValueTask DisposeAsync() => default;
                }
                public class ServiceBusMessage
                {
                    public ServiceBusMessage(string body) { }
                    public string MessageId { get; set; }
                }
                public class ServiceBusReceivedMessage { }
                public sealed class ServiceBusMessageBatch : IDisposable
                {
                    public bool TryAddMessage(ServiceBusMessage message) => throw null;
                    public void Dispose() { }
                }
                public class ServiceBusSender : IAsyncDisposable
                {
                    public virtual Task SendMessageAsync(ServiceBusMessage message, CancellationToken cancellationToken = default) => throw null;
                    public virtual Task SendMessagesAsync(IEnumerable<ServiceBusMessage> messages, CancellationToken cancellationToken = default) => throw null;
                    public virtual Task SendMessagesAsync(ServiceBusMessageBatch messageBatch, CancellationToken cancellationToken = default) => throw null;
                    public virtual ValueTask<ServiceBusMessageBatch> CreateMessageBatchAsync(CancellationToken cancellationToken = default) => throw null;
                    public virtual Task<long> ScheduleMessageAsync(ServiceBusMessage message, DateTimeOffset scheduledEnqueueTime, CancellationToken cancellationToken = default) => throw null;
                    public virtual Task<IReadOnlyList<long>> ScheduleMessagesAsync(IEnumerable<ServiceBusMessage> messages, DateTimeOffset scheduledEnqueueTime, CancellationToken cancellationToken = default) => throw null;
                    public virtual Task CancelScheduledMessageAsync(long sequenceNumber, CancellationToken cancellationToken = default) => throw null;
                    public virtual Task CancelScheduledMessagesAsync(IEnumerable<long> sequenceNumbers, CancellationToken cancellationToken = default) => throw null;
                    public virtual ValueTask DisposeAsync() => throw null;
                }
                public class ServiceBusReceiver
                {
                    public virtual Task<ServiceBusReceivedMessage> ReceiveMessageAsync(TimeSpan? maxWaitTime = default, CancellationToken cancellationToken = default) => throw null;
                    public virtual Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveMessagesAsync(int maxMessages, TimeSpan? maxWaitTime = default, CancellationToken cancellationToken = default) => throw null;
                    public virtual Task<ServiceBusReceivedMessage> PeekMessageAsync(long? fromSequenceNumber = default, CancellationToken cancellationToken = default) => throw null;
                    public virtual Task<IReadOnlyList<ServiceBusReceivedMessage>> PeekMessagesAsync(int maxMessages, long? fromSequenceNumber = default, CancellationToken cancellationToken = default) => throw null;
                    public virtual Task<ServiceBusReceivedMessage> ReceiveDeferredMessageAsync(long sequenceNumber, CancellationToken cancellationToken = default) => throw null;
                    public virtual Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveDeferredMessagesAsync(IEnumerable<long> sequenceNumbers, CancellationToken cancellationToken = default) => throw null;
                    public virtual Task AbandonMessageAsync(ServiceBusReceivedMessage message) => throw null;
                    public virtual Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) => throw null;
                    public virtual Task DeadLetterMessageAsync(ServiceBusReceivedMessage message) => throw null;
                    public virtual Task DeferMessageAsync(ServiceBusReceivedMessage message) => throw null;
                    public virtual Task RenewMessageLockAsync(ServiceBusReceivedMessage message) => throw null;
                }
            }
            """,
        ["Microsoft.AspNetCore.Components.WebAssembly"] = """
            namespace Microsoft.AspNetCore.Components.WebAssembly.Hosting
            {
                public sealed class WebAssemblyHost { }
            }
            """,
        ["MediatR"] = """
            namespace MediatR
            {
                public interface IRequest { }
                public interface IRequest<out T> { }
                public interface INotification { }
                public interface IRequestHandler<in R> where R : IRequest { Task Handle(R request, CancellationToken cancellationToken); }
                public interface IRequestHandler<in R, T> where R : IRequest<T> { Task<T> Handle(R request, CancellationToken cancellationToken); }
                public interface INotificationHandler<in N> where N : INotification { Task Handle(N notification, CancellationToken cancellationToken); }
                public interface IPublisher { Task Publish<N>(N notification, CancellationToken cancellationToken = default) where N : INotification; }
                public interface IMediator : ISender, IPublisher { }
                public interface ISender
                {
                    Task<T> Send<T>(IRequest<T> request, CancellationToken cancellationToken = default);
                    Task Send<R>(R request, CancellationToken cancellationToken = default) where R : IRequest;
                }
            }
            """,
        ["Newtonsoft.Json"] = """
            namespace Newtonsoft.Json
            {
                public class JsonSerializerSettings { }
                public static class JsonConvert
                {
                    public static T DeserializeObject<T>(string value) => throw null;
                    public static T DeserializeObject<T>(string value, JsonSerializerSettings settings) => throw null;
                }
            }
            """,
        ["Grpc.Net.Client"] = """
            namespace Grpc.Net.Client
            {
                public sealed class GrpcChannelOptions
                {
                    public System.Net.Http.HttpClient HttpClient { get; set; }
                    public bool DisposeHttpClient { get; set; }
                }

                public sealed class GrpcChannel : IDisposable
                {
                    public static GrpcChannel ForAddress(string address) => throw null;
                    public static GrpcChannel ForAddress(string address, GrpcChannelOptions channelOptions) => throw null;
                    public void Dispose() { }
                }
            }
            """,
    }.ToImmutableDictionary();
}
