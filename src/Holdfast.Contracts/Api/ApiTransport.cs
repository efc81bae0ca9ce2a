using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Holdfast.Contracts.Errors;

namespace Holdfast.Contracts.Api;

/// <summary>Sends one request and reads one answer; every failure becomes a <see cref="HoldfastException"/>.</summary>
internal sealed class ApiTransport(HttpClient http)
{
    internal Task<TAnswer> Get<TAnswer>(string route, JsonTypeInfo<TAnswer> answer, CancellationToken cancellation) =>
        Send(HttpMethod.Get, route, null, answer, cancellation);

    internal Task<TAnswer> Delete<TAnswer>(string route, JsonTypeInfo<TAnswer> answer, CancellationToken cancellation) =>
        Send(HttpMethod.Delete, route, null, answer, cancellation);

    internal Task<TAnswer> Post<TAnswer>(string route, JsonTypeInfo<TAnswer> answer, CancellationToken cancellation) =>
        Send(HttpMethod.Post, route, null, answer, cancellation);

    internal Task<TAnswer> Post<TBody, TAnswer>(
        string route, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<TAnswer> answer, CancellationToken cancellation) =>
        Send(HttpMethod.Post, route, Content(body, bodyType), answer, cancellation);

    internal Task<TAnswer> Put<TBody, TAnswer>(
        string route, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<TAnswer> answer, CancellationToken cancellation) =>
        Send(HttpMethod.Put, route, Content(body, bodyType), answer, cancellation);

    /// <summary>An answer that is no JSON, its body not yet read; the caller disposes it.</summary>
    internal async Task<HttpResponseMessage> GetRaw(string route, RangeHeaderValue? range, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, route);
        request.Headers.Range = range;
        HttpResponseMessage? response = null;
        try
        {
            response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (!response.IsSuccessStatusCode) throw await Failure(response, cancellation);
            return response;
        }
        catch (Exception failure)
        {
            response?.Dispose();
            if (failure is HttpRequestException or IOException)
                throw new HoldfastException(ErrorCode.NotReachable, $"Holdfast does not answer at {http.BaseAddress}: {failure.Message}", inner: failure);
            throw;
        }
    }

    /// <summary>Reads a file whole.</summary>
    /// <param name="longest">A longer one is refused.</param>
    internal async Task<byte[]> GetBytes(string route, long longest, CancellationToken cancellation)
    {
        try
        {
            using var response = await http.GetAsync(route, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (!response.IsSuccessStatusCode) throw await Failure(response, cancellation);
            if (response.Content.Headers.ContentLength is not { } length || length > longest)
                throw new HoldfastException(ErrorCode.UnexpectedError, $"The file at {route} says no length, or one beyond {longest} bytes.");
            return await response.Content.ReadAsByteArrayAsync(cancellation);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            throw new HoldfastException(ErrorCode.NotReachable, $"Holdfast does not answer at {http.BaseAddress}: {failure.Message}", inner: failure);
        }
    }

    private static ByteArrayContent Content<TBody>(TBody body, JsonTypeInfo<TBody> type) =>
        new(JsonSerializer.SerializeToUtf8Bytes(body, type)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

    private async Task<TAnswer> Send<TAnswer>(
        HttpMethod method, string route, HttpContent? content, JsonTypeInfo<TAnswer> answer, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, route) { Content = content };
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (!response.IsSuccessStatusCode) throw await Failure(response, cancellation);
            return await response.Content.ReadFromJsonAsync(answer, cancellation)
                ?? throw new HoldfastException(ErrorCode.UnexpectedError, $"The server answered {route} with nothing.");
        }
        catch (HttpRequestException failure)
        {
            throw new HoldfastException(ErrorCode.NotReachable, $"Holdfast does not answer at {http.BaseAddress}: {failure.Message}", inner: failure);
        }
        catch (IOException failure)
        {
            throw new HoldfastException(ErrorCode.NotReachable, $"The connection to {http.BaseAddress} broke: {failure.Message}", inner: failure);
        }
        catch (OperationCanceledException failure) when (!cancellation.IsCancellationRequested)
        {
            throw new HoldfastException(ErrorCode.NotReachable, $"Holdfast does not answer in time at {http.BaseAddress}.", inner: failure);
        }
        catch (JsonException failure)
        {
            throw new HoldfastException(
                ErrorCode.UnexpectedError, $"The answer to {route} is not what Holdfast sends; another program may listen at {http.BaseAddress}.", inner: failure);
        }
    }

    private static async Task<HoldfastException> Failure(HttpResponseMessage response, CancellationToken cancellation)
    {
        var isJson = response.Content.Headers.ContentType?.MediaType == "application/json";
        var body = isJson ? await response.Content.ReadFromJsonAsync(ApiJson.Default.ApiErrorBody, cancellation) : null;
        if (body is not null) return new HoldfastException(body.Error.Code, body.Error.Message, body.Error.Remedy);
        var code = response.StatusCode == HttpStatusCode.Unauthorized ? ErrorCode.Unauthorized : ErrorCode.UnexpectedError;
        return new HoldfastException(code, $"The server answered with HTTP status {(int)response.StatusCode} and no explanation.");
    }
}
