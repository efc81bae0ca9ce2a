using System.Net;
using System.Text.Json;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Accounts;
using Holdfast.Contracts.Errors;

namespace Holdfast.Server.Tests.Accounts;

/// <summary>Accounts on a running server, and requests as somebody who does not use the client would send them.</summary>
internal static class TestAccounts
{
    /// <summary>As few rounds as the settings allow.</summary>
    public const string Settings = """{ "passwordIterations": 100000 }""";

    public const string Password = "correct horse battery";

    /// <summary>Makes an account and signs it in. The caller disposes of the client.</summary>
    public static async Task<HoldfastClient> Account(this RunningServer server, string name, string role, string[]? servers = null, string[]? groups = null)
    {
        await server.Confirm();
        await server.Client.Accounts.Create(new CreateAccountRequest(name, role, Password, servers, groups));
        return server.As(await server.SignIn(name));
    }

    /// <summary>Gives the local caller a fresh PIN.</summary>
    public static async Task Confirm(this RunningServer server) => server.Client.Confirm((await server.Client.Accounts.MakePin()).Pin);

    public static HoldfastClient As(this RunningServer server, string token) => new(new Uri(server.Address.Url), token);

    public static async Task<string> SignIn(this RunningServer server, string name, string password = Password, string? code = null)
    {
        using var client = new HoldfastClient(new Uri(server.Address.Url), null);
        return (await client.Accounts.SignIn(new SignInRequest(name, password, code))).Token;
    }

    public static async Task<ErrorCode> Refused(Task task) => (await Assert.ThrowsAsync<HoldfastException>(() => task)).Code;

    public static async Task<(HttpStatusCode Status, ErrorCode Code)> Send(HttpClient http, string method, string address, string? token, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address) { Content = content };
        if (token is not null) request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
        using var response = await http.SendAsync(request);
        if (response.IsSuccessStatusCode) return (response.StatusCode, ErrorCode.None);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        return (response.StatusCode, JsonSerializer.Deserialize(await response.Content.ReadAsByteArrayAsync(), ApiJson.Default.ApiErrorBody)!.Error.Code);
    }
}
