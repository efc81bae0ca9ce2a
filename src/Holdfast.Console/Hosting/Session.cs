using System.Net;
using System.Security.Claims;
using Holdfast.Contracts.Api;
using Microsoft.AspNetCore.Components.Authorization;

namespace Holdfast.Console.Hosting;

/// <summary>Who looks at the pages of this circuit, and the way to the API in this person's name.</summary>
public sealed class Session(AuthenticationStateProvider authentication, ApiConnections connections, ISignIns signIns) : IDisposable
{
    private HoldfastClient? api;
    private string token = "";
    private IPAddress? browser;

    /// <summary>Name of the account.</summary>
    public string Name { get; private set; } = "";

    /// <summary>administrator, operator, recoveryOperator, reader; owner in the vault's portal.</summary>
    public string Role { get; private set; } = "";

    /// <summary>May change groups, disks, vault, accounts, settings.</summary>
    public bool IsAdministrator => Role == "administrator";

    /// <summary>May start and stop jobs, and settle alerts.</summary>
    public bool MayRun => Role is "administrator" or "operator";

    /// <summary>May look into recovery points and recover.</summary>
    public bool MayRecover => Role is "administrator" or "recoveryOperator";

    /// <summary>May cancel a job: any where they run jobs, and their own recoveries.</summary>
    public bool MayCancel(JobInfo job) => MayRun || (MayRecover && job.Account == Name);

    /// <summary>The API in the name of who is signed in.</summary>
    /// <exception cref="InvalidOperationException"><see cref="Open"/> has not ended.</exception>
    public HoldfastClient Api => api ?? throw new InvalidOperationException("The session is not open yet.");

    /// <summary>Finds out who it is. Frames call it before they show a page.</summary>
    public async Task Open()
    {
        if (api is not null) return;
        var user = (await authentication.GetAuthenticationStateAsync()).User;
        (Name, Role) = (user.Identity?.Name ?? "", user.FindFirstValue(ClaimTypes.Role) ?? "");
        token = user.FindFirstValue(SessionCookie.TokenClaim) ?? "";
        browser = IPAddress.TryParse(user.FindFirstValue(SessionCookie.AddressClaim), out var address) ? address : null;
        api = connections.Client(token, browser);
    }

    /// <summary>The API for one request that takes a fresh code or PIN, so that no other request carries it.</summary>
    /// <param name="confirmation">A code of the caller's authenticator, or a security PIN of this server.</param>
    /// <param name="vaultPin">The security PIN of the vault.</param>
    public HoldfastClient Confirmed(string? confirmation, string? vaultPin = null)
    {
        var client = connections.Client(token, browser);
        client.Confirm(confirmation);
        client.UseVaultPin(vaultPin);
        return client;
    }

    /// <summary>For requests that are not of the server's API, with the caller's token.</summary>
    public HttpClient Http()
    {
        var http = connections.Http(browser);
        http.DefaultRequestHeaders.Authorization = new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", token);
        return http;
    }

    /// <summary>Somebody ends the session here: that it is over then surprises nobody.</summary>
    public bool IsEnding { get; private set; }

    /// <summary>Ends the session on the server.</summary>
    public Task SignOut()
    {
        IsEnding = true;
        return signIns.End(token, browser);
    }

    public void Dispose() => api?.Dispose();
}
