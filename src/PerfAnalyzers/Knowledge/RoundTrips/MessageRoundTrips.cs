using static PerfAnalyzers.Knowledge.RoundTrips.RoundTripKind;
using static PerfAnalyzers.Knowledge.RoundTrips.RoundTripResult;
using static PerfAnalyzers.Knowledge.RoundTrips.RoundTripRows;

namespace PerfAnalyzers.Knowledge.RoundTrips;

/// <summary>Queues and topics of Azure Service Bus, and queues in Azure Storage.</summary>
internal static class AzureMessageRoundTrips
{
    public static readonly RoundTripLibrary ServiceBus = new("Service Bus", TypeNames.Messages.ServiceBusSender)
    {
        Writes(TypeNames.Messages.ServiceBusSender, Message, "SendMessageAsync").InBatch("SendMessagesAsync(messages)"),
        Writes(TypeNames.Messages.ServiceBusSender, Message, "ScheduleMessageAsync").InBatch("ScheduleMessagesAsync(messages, time)"),
        Writes(TypeNames.Messages.ServiceBusSender, Message, "SendMessagesAsync", "ScheduleMessagesAsync", "CancelScheduledMessageAsync", "CancelScheduledMessagesAsync"),
        Does(TypeNames.Messages.ServiceBusSender, Message, "CreateMessageBatchAsync"),
        Reads(TypeNames.Messages.ServiceBusReceiver, Message, One, "ReceiveMessageAsync", "PeekMessageAsync", "ReceiveDeferredMessageAsync"),
        Reads(TypeNames.Messages.ServiceBusReceiver, Message, Many, "ReceiveMessagesAsync", "PeekMessagesAsync", "ReceiveDeferredMessagesAsync"),
        Writes(
            TypeNames.Messages.ServiceBusReceiver,
            Message,
            "AbandonMessageAsync", "CompleteMessageAsync", "DeadLetterMessageAsync", "DeferMessageAsync", "RenewMessageLockAsync"),
    };

    public static readonly RoundTripLibrary Storage = new("Azure Storage", TypeNames.Messages.StorageQueue)
    {
        Writes(TypeNames.Messages.StorageQueue, Message, AndAsync("SendMessage", "UpdateMessage", "DeleteMessage", "ClearMessages", "Create", "CreateIfNotExists")),
        Reads(TypeNames.Messages.StorageQueue, Message, One, AndAsync("ReceiveMessage", "PeekMessage")),
        Reads(TypeNames.Messages.StorageQueue, Message, Many, AndAsync("ReceiveMessages", "PeekMessages")),
        Reads(TypeNames.Messages.StorageQueue, Message, Scalar, AndAsync("Exists", "GetProperties")),
    };
}

/// <summary>RabbitMQ, versions 6 (models) and 7 (channels).</summary>
internal static class RabbitRoundTrips
{
    private static readonly string[] Declarations = { "ExchangeBind", "ExchangeDeclare", "ExchangeDelete", "QueueBind", "QueueDeclare", "QueueDelete", "QueueUnbind" };

    public static readonly RoundTripLibrary Library = new("RabbitMQ", TypeNames.Messages.RabbitConnectionFactory)
    {
        Writes(TypeNames.Messages.RabbitModel, Message, "BasicPublish"),
        Writes(TypeNames.Messages.RabbitModelExtensions, Message, "BasicPublish"),
        Reads(TypeNames.Messages.RabbitModel, Message, One, "BasicGet"),
        Writes(TypeNames.Messages.RabbitModel, Message, Declarations),
        Does(TypeNames.Messages.RabbitModel, Message, "WaitForConfirms", "WaitForConfirmsOrDie"),
        Writes(TypeNames.Messages.RabbitChannel, Message, "BasicPublishAsync"),
        Writes(TypeNames.Messages.RabbitChannelExtensions, Message, "BasicPublishAsync"),
        Reads(TypeNames.Messages.RabbitChannel, Message, One, "BasicGetAsync"),
        Writes(TypeNames.Messages.RabbitChannel, Message, Async(Declarations)),
        Does(TypeNames.Messages.RabbitConnectionFactory, Connection, "CreateConnection", "CreateConnectionAsync"),
        Does(TypeNames.Messages.RabbitConnection, Connection, "CreateModel", "CreateChannelAsync"),
    };
}

/// <summary>Kafka. Produce only queues, and the client sends in batches; awaiting each message takes them away.</summary>
internal static class KafkaRoundTrips
{
    public static readonly RoundTripLibrary Library = new("Kafka", TypeNames.Messages.KafkaProducer)
    {
        Writes(TypeNames.Messages.KafkaProducer, Message, "ProduceAsync").InBatch("Produce(...) and one Flush"),
        Does(TypeNames.Messages.KafkaProducer, Message, "Flush", "CommitTransaction"),
        Reads(TypeNames.Messages.KafkaConsumer, Message, One, "Consume"),
        Writes(TypeNames.Messages.KafkaConsumer, Message, "Commit"),
    };
}

/// <summary>Amazon's queues (SQS) and topics (SNS).</summary>
internal static class AmazonMessageRoundTrips
{
    public static readonly RoundTripLibrary Sqs = new("SQS", TypeNames.Messages.AmazonSqs)
    {
        Writes(TypeNames.Messages.AmazonSqs, Message, "SendMessageAsync").InBatch("SendMessageBatchAsync(entries)"),
        Writes(TypeNames.Messages.AmazonSqs, Message, "DeleteMessageAsync").InBatch("DeleteMessageBatchAsync(entries)"),
        Writes(TypeNames.Messages.AmazonSqs, Message, "ChangeMessageVisibilityAsync").InBatch("ChangeMessageVisibilityBatchAsync(entries)"),
        Writes(TypeNames.Messages.AmazonSqs, Message, "SendMessageBatchAsync", "DeleteMessageBatchAsync", "ChangeMessageVisibilityBatchAsync"),
        Reads(TypeNames.Messages.AmazonSqs, Message, Many, "ReceiveMessageAsync"),
        Reads(TypeNames.Messages.AmazonSqs, Message, One, "*Async"),
    };

    public static readonly RoundTripLibrary Sns = new("SNS", TypeNames.Messages.AmazonSns)
    {
        Writes(TypeNames.Messages.AmazonSns, Message, "PublishAsync").InBatch("PublishBatchAsync(entries)"),
        Writes(TypeNames.Messages.AmazonSns, Message, "PublishBatchAsync"),
        Reads(TypeNames.Messages.AmazonSns, Message, One, "*Async"),
    };
}

/// <summary>MassTransit.</summary>
internal static class MassTransitRoundTrips
{
    private const string PublishMany = "PublishBatch(messages)";
    private const string SendMany = "SendBatch(messages)";

    public static readonly RoundTripLibrary Library = new("MassTransit", TypeNames.Messages.MassTransitPublish)
    {
        Writes(TypeNames.Messages.MassTransitPublish, Message, "Publish").InBatch(PublishMany),
        Writes(TypeNames.Messages.MassTransitPublishExtensions, Message, "Publish").InBatch(PublishMany),
        Writes(TypeNames.Messages.MassTransitPublishExecuteExtensions, Message, "Publish").InBatch(PublishMany),
        Writes(TypeNames.Messages.MassTransitSend, Message, "Send").InBatch(SendMany),
        Writes(TypeNames.Messages.MassTransitSendExtensions, Message, "Send").InBatch(SendMany),
        Writes(TypeNames.Messages.MassTransitSendExecuteExtensions, Message, "Send").InBatch(SendMany),
        Writes(TypeNames.Messages.MassTransitBatchExtensions, Message, "PublishBatch", "SendBatch"),
        Reads(TypeNames.Messages.MassTransitRequest, Message, One, "GetResponse"),
    };
}

/// <summary>NServiceBus outside of handlers. What a handler sends is collected and sent when it ends.</summary>
internal static class NServiceBusRoundTrips
{
    public static readonly RoundTripLibrary Library = new("NServiceBus", TypeNames.Messages.NServiceBusSession)
    {
        Writes(TypeNames.Messages.NServiceBusSession, Message, "Publish", "Send"),
        Writes(TypeNames.Messages.NServiceBusSessionExtensions, Message, "Publish", "Send", "SendLocal"),
    };
}
