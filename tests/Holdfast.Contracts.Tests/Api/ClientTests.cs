using System.Net;
using System.Text;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;

namespace Holdfast.Contracts.Tests.Api;

public sealed class ClientTests
{
    [Fact]
    public async Task Request_CarriesTokenAndEscapedParameters()
    {
        var (client, handler) = Client(HttpStatusCode.OK, """{"recoveryPoint":"p","source":"s","path":"","items":[]}""");
        await client.Browse("/srv/a b&c", "2026-01-01T00:00:00+01:00", @"x\xff/ä", online: true);
        Assert.Equal("Bearer token", handler.Authorization);
        Assert.Equal("http://127.0.0.1:8420/api/v1/browse?source=%2Fsrv%2Fa%20b%26c&at=2026-01-01T00%3A00%3A00%2B01%3A00&path=x%5Cxff%2F%C3%A4&online=true", handler.Address);
    }

    [Fact]
    public async Task ErrorAnswer_BecomesTheSameException()
    {
        var (client, _) = Client(HttpStatusCode.InsufficientStorage, """{"error":{"code":58,"message":"full","cause":"c","remedy":"more"}}""");
        var failure = await Assert.ThrowsAsync<HoldfastException>(() => client.Status());
        Assert.Equal((ErrorCode.ReplicaOutOfSpace, "full", "more"), (failure.Code, failure.Message, failure.Remedy));
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, ErrorCode.Unauthorized)]
    [InlineData(HttpStatusCode.BadGateway, ErrorCode.UnexpectedError)]
    public async Task ErrorAnswer_WithoutBody_HasACode(HttpStatusCode status, ErrorCode code)
    {
        var (client, _) = Client(status, "<html>", "text/html");
        Assert.Equal(code, (await Assert.ThrowsAsync<HoldfastException>(() => client.Status())).Code);
    }

    [Fact]
    public async Task Answer_ThatIsNotJson_IsAnError()
    {
        var (client, _) = Client(HttpStatusCode.OK, "{\"ready\":");
        Assert.Equal(ErrorCode.UnexpectedError, (await Assert.ThrowsAsync<HoldfastException>(() => client.Ready())).Code);
    }

    [Fact]
    public async Task Cancellation_IsNotTakenForAnError()
    {
        var (client, _) = Client(HttpStatusCode.OK, "{}");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.Status(new CancellationToken(canceled: true)));
    }

    private static (HoldfastClient Client, Answering Handler) Client(HttpStatusCode status, string body, string type = "application/json")
    {
        var handler = new Answering(status, body, type);
        return (new HoldfastClient(new HttpClient(handler) { BaseAddress = new Uri("http://127.0.0.1:8420") }, "token\n"), handler);
    }

    private sealed class Answering(HttpStatusCode status, string body, string type) : HttpMessageHandler
    {
        public string? Authorization { get; private set; }

        public string? Address { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Authorization = request.Headers.Authorization?.ToString();
            Address = request.RequestUri?.AbsoluteUri;
            return Task.FromResult(new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, type) });
        }
    }
}
