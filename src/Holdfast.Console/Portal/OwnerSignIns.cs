using System.Net;
using System.Net.Http.Headers;
using Holdfast.Console.Hosting;
using Holdfast.Console.Text;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault.Owner;

namespace Holdfast.Console.Portal;

/// <summary>The administrators of a vault service.</summary>
internal sealed class OwnerSignIns(ApiConnections connections) : ISignIns
{
    public async Task<Visitor> Find(string token, IPAddress? browser, CancellationToken cancellation)
    {
        using var client = Client(token, browser);
        return new Visitor((await client.Caller(cancellation)).Name, Visitor.Owner);
    }

    public async Task<string> Begin(SignInAttempt attempt, IPAddress? browser, CancellationToken cancellation)
    {
        using var client = Client(null, browser);
        var signIn = attempt.Link is { } link ? OwnerSignIn.ByLink(link) : new OwnerSignIn(attempt.Name ?? "", attempt.Password ?? "", attempt.Code);
        return (await client.SignIn(signIn, cancellation)).Token;
    }

    public async Task End(string token, IPAddress? browser)
    {
        using var client = Client(token, browser);
        try
        {
            await client.SignOut();
        }
        catch (HoldfastException failure) when (failure.Code is ErrorCode.Unauthorized)
        {
            // It was over already.
        }
    }

    public string Hint(Texts texts) => texts["No account yet? On the vault service's computer, `holdfast vault console` makes a link that signs you in."];

    private OwnerClient Client(string? token, IPAddress? browser)
    {
        var http = connections.Http(browser);
        if (token is not null) http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return new OwnerClient(http);
    }
}
