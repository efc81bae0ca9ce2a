using Google.Protobuf;
using Grpc.Core;
using Holdfast.Contracts.Agent;

namespace Holdfast.Server.Agents.Data;

/// <summary>The service AgentData of agent.proto, in place of the generated class for it: those with chunks are read by <see cref="ArrivedMessage"/>.</summary>
[BindServiceMethod(typeof(AgentDataMethods), nameof(Bind))]
internal abstract class AgentDataMethods
{
    private static readonly Method<ArrivedMessage, DataDown> transfer = new(
        MethodType.DuplexStreaming, AgentData.Descriptor.FullName, nameof(Transfer),
        new Marshaller<ArrivedMessage>((_, _) => throw new NotSupportedException("A server sends no such messages."), ArrivedMessage.Read),
        new Marshaller<DataDown>(Write, context => DataDown.Parser.ParseFrom(context.PayloadAsReadOnlySequence())));

    private static readonly Method<LogUp, LogDown> follow = new(
        MethodType.DuplexStreaming, AgentData.Descriptor.FullName, nameof(Follow),
        new Marshaller<LogUp>(Write, context => LogUp.Parser.ParseFrom(context.PayloadAsReadOnlySequence())),
        new Marshaller<LogDown>(Write, context => LogDown.Parser.ParseFrom(context.PayloadAsReadOnlySequence())));

    public abstract Task Transfer(IAsyncStreamReader<ArrivedMessage> requestStream, IServerStreamWriter<DataDown> responseStream, ServerCallContext context);

    public abstract Task Follow(IAsyncStreamReader<LogUp> requestStream, IServerStreamWriter<LogDown> responseStream, ServerCallContext context);

    /// <summary>Found by the host through the attribute above. It gives no service, and finds the methods by their names.</summary>
    public static void Bind(ServiceBinderBase binder, AgentDataMethods? service)
    {
        binder.AddMethod(transfer, service is null ? null : new DuplexStreamingServerMethod<ArrivedMessage, DataDown>(service.Transfer));
        binder.AddMethod(follow, service is null ? null : new DuplexStreamingServerMethod<LogUp, LogDown>(service.Follow));
    }

    private static void Write<T>(T answer, SerializationContext context) where T : IMessage
    {
        context.SetPayloadLength(answer.CalculateSize());
        answer.WriteTo(context.GetBufferWriter());
        context.Complete();
    }
}
