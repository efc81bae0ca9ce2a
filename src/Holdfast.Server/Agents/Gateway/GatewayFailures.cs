using System.Globalization;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Errors;
using Microsoft.Extensions.Logging;

namespace Holdfast.Server.Agents.Gateway;

/// <summary>Every failure of a call reaches the agent with code and remedy in the trailers; what is not expected says no more than its type.</summary>
internal sealed class GatewayFailures(ILogger log) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(request, context);
        }
        catch (Exception failure) when (Known(failure, context) is { } known)
        {
            throw known;
        }
    }

    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requests, IServerStreamWriter<TResponse> responses, ServerCallContext context, DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(requests, responses, context);
        }
        catch (Exception failure) when (Known(failure, context) is { } known)
        {
            throw known;
        }
    }

    private RpcException? Known(Exception failure, ServerCallContext context)
    {
        switch (failure)
        {
            case RpcException:
                return null;
            case HoldfastException known:
                var trailers = new Metadata { { GatewayTrailers.Code, ((int)known.Code).ToString(CultureInfo.InvariantCulture) }, { GatewayTrailers.Remedy, Ascii(known.Remedy) } };
                return new RpcException(new Grpc.Core.Status(StatusOf(known.Code), known.Message), trailers);
            case OperationCanceledException or IOException when context.CancellationToken.IsCancellationRequested:
                return new RpcException(new Grpc.Core.Status(StatusCode.Cancelled, "The connection ended."));
            default:
                log.LogError(failure, "{Method} failed unexpectedly.", context.Method);
                return new RpcException(new Grpc.Core.Status(StatusCode.Internal, failure.GetType().Name));
        }
    }

    private static StatusCode StatusOf(ErrorCode code) => ErrorCatalog.Get(code).HttpStatus switch
    {
        401 => StatusCode.Unauthenticated,
        403 => StatusCode.PermissionDenied,
        404 => StatusCode.NotFound,
        400 => StatusCode.InvalidArgument,
        413 => StatusCode.ResourceExhausted,
        503 => StatusCode.Unavailable,
        500 => StatusCode.Internal,
        _ => StatusCode.FailedPrecondition,
    };

    // Trailers carry ASCII only.
    private static string Ascii(string text) => new([.. text.Select(character => character is >= ' ' and <= '~' ? character : '?')]);
}
