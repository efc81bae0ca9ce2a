using System.Net.Http.Headers;
using System.Text.Json;
using Holdfast.EndToEnd.Tests.Running;

namespace Holdfast.EndToEnd.Tests.Security;

/// <summary>Plain requests to a server's API, as a stranger could send them.</summary>
internal static class Api
{
    private static readonly HttpClient http = new();

    internal static string Token(Installation holdfast) => File.ReadAllText(holdfast.Data("token")).Trim();

    internal static async Task<byte[]> Get(Installation holdfast, string route, string token)
    {
        using var answer = await Send(holdfast, HttpMethod.Get, route, token);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsByteArrayAsync();
    }

    internal static async Task<HttpResponseMessage> Send(Installation holdfast, HttpMethod method, string route, string? token, string? body = null, string? host = null)
    {
        var url = JsonDocument.Parse(File.ReadAllText(holdfast.Data("server.json"))).RootElement.GetProperty("url").GetString()!;
        using var request = new HttpRequestMessage(method, $"{url}/api/v1/{route}");
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (body is not null) request.Content = new StringContent(body, new MediaTypeHeaderValue("application/json"));
        if (host is not null) request.Headers.Host = host;
        return await http.SendAsync(request);
    }
}
