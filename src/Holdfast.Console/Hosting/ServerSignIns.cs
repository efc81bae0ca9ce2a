using System.Net;
using Holdfast.Console.Text;
using Holdfast.Contracts.Api.Accounts;
using Holdfast.Contracts.Errors;

namespace Holdfast.Console.Hosting;

/// <summary>The accounts of a server.</summary>
internal sealed class ServerSignIns(ApiConnections connections) : ISignIns
{
    public async Task<Visitor> Find(string token, IPAddress? browser, CancellationToken cancellation)
    {
        using var client = connections.Client(token, browser);
        var caller = await client.Accounts.Caller(cancellation);
        return new Visitor(caller.Name, caller.Role);
    }

    public async Task<string> Begin(SignInAttempt attempt, IPAddress? browser, CancellationToken cancellation)
    {
        using var client = connections.Client(null, browser);
        var request = attempt.Link is { } link ? new SignInRequest(Link: link) : new SignInRequest(attempt.Name, attempt.Password, attempt.Code);
        return (await client.Accounts.SignIn(request, cancellation)).Token;
    }

    public async Task End(string token, IPAddress? browser)
    {
        using var client = connections.Client(token, browser);
        try
        {
            await client.Accounts.SignOut();
        }
        catch (HoldfastException failure) when (failure.Code is ErrorCode.Unauthorized)
        {
            // It was over already.
        }
    }

    public string Hint(Texts texts) => texts["No account yet? On the server, `holdfast console` makes a link that signs you in."];
}
