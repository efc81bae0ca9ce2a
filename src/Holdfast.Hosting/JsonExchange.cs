using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Holdfast.Contracts.Errors;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Hosting;

/// <summary>JSON in requests and answers, by generated code.</summary>
public static class JsonExchange
{
    /// <summary>In one piece, so that a failure to write JSON is still an error answer and not half a document.</summary>
    public static async Task Write<TAnswer>(HttpContext context, TAnswer answer, JsonTypeInfo<TAnswer> type)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(answer, type);
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = json.Length;
        await context.Response.Body.WriteAsync(json, context.RequestAborted);
    }

    /// <exception cref="HoldfastException"><see cref="ErrorCode.BadRequest"/>: the body is not JSON, or not what the route takes.</exception>
    public static async Task<TBody> Body<TBody>(HttpContext context, JsonTypeInfo<TBody> type)
    {
        // A form or plain text is what a foreign web page can send without being asked; JSON is not.
        if (!context.Request.HasJsonContentType()) throw new HoldfastException(ErrorCode.BadRequest, "The request's body must be JSON (Content-Type: application/json).");
        try
        {
            return await JsonSerializer.DeserializeAsync(context.Request.Body, type, context.RequestAborted)
                ?? throw new HoldfastException(ErrorCode.BadRequest, "The request's body is null.");
        }
        catch (JsonException failure)
        {
            throw new HoldfastException(ErrorCode.BadRequest, $"The request's body is not what this address takes, at {failure.Path ?? "its beginning"}.", inner: failure);
        }
    }
}
