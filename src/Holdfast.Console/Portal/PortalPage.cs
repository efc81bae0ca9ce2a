using Holdfast.Console.Live;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault.Owner;
using Microsoft.AspNetCore.Components;

namespace Holdfast.Console.Portal;

/// <summary>A page or part of the portal. What it shows it looks at again every few seconds, where it says so; a session that is over leads back after signing in.</summary>
public abstract class PortalPage : LivePage
{
    private static readonly TimeSpan pause = TimeSpan.FromSeconds(15);
    private ITimer? timer;

    [Inject] private OwnerAccess Access { get; set; } = null!;

    [Inject] protected TimeProvider Time { get; set; } = null!;

    /// <summary>The vault service.</summary>
    protected OwnerClient Api => Access.Api;

    /// <summary>Looks again by itself.</summary>
    protected virtual bool IsLive => false;

    /// <summary>Asks the service. Throws what it throws.</summary>
    protected virtual Task Look() => Task.CompletedTask;

    protected override void OnInitialized()
    {
        base.OnInitialized();
        if (IsLive) timer = Time.CreateTimer(_ => _ = InvokeAsync(Reload), null, pause, pause);
    }

    protected sealed override async Task Load()
    {
        try
        {
            await Look();
        }
        catch (HoldfastException failure) when (failure.Code is ErrorCode.Unauthorized)
        {
            if (!Session.IsEnding) Navigation.NavigateTo("/signin?return=" + Uri.EscapeDataString("/" + Navigation.ToBaseRelativePath(Navigation.Uri)), forceLoad: true);
            throw;
        }
    }

    /// <summary>Address of a vault's page.</summary>
    protected static string AddressOf(string vault) => $"{PortalWeb.Root}/vaults/{Uri.EscapeDataString(vault)}";

    public override void Dispose()
    {
        timer?.Dispose();
        base.Dispose();
        GC.SuppressFinalize(this);
    }
}
