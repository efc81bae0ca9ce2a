using Holdfast.Contracts.Api;

namespace Holdfast.Contracts.Vault.Owner;

/// <summary>Who may sign in at a vault service.</summary>
public sealed class AdministratorsClient
{
    private const string Root = "administrators";
    private static readonly OwnerJson json = OwnerJson.Default;
    private readonly ApiTransport api;

    internal AdministratorsClient(ApiTransport api) => this.api = api;

    public Task<AdministratorList> List(CancellationToken cancellation = default) => api.Get(Root, json.AdministratorList, cancellation);

    public Task<Administrator> Create(NewAdministrator wanted, CancellationToken cancellation = default) => api.Post(Root, wanted, json.NewAdministrator, json.Administrator, cancellation);

    /// <summary>The administrator's sessions end.</summary>
    public Task<Acknowledgement> Remove(string name, CancellationToken cancellation = default) => api.Delete(Route(name), json.Acknowledgement, cancellation);

    /// <summary>The administrator's sessions end.</summary>
    public Task<Acknowledgement> SetPassword(string name, string password, CancellationToken cancellation = default) =>
        api.Post(Route(name) + "/password", new NewAdministrator(name, password), json.NewAdministrator, json.Acknowledgement, cancellation);

    /// <summary>A second factor that counts when its first code is confirmed.</summary>
    public Task<SecondFactor> BeginSecondFactor(string name, CancellationToken cancellation = default) => api.Post(Route(name) + "/second-factor", json.SecondFactor, cancellation);

    public Task<Acknowledgement> ConfirmSecondFactor(string name, string code, CancellationToken cancellation = default) =>
        api.Post(Route(name) + "/second-factor/confirm", new FactorCode(code), json.FactorCode, json.Acknowledgement, cancellation);

    public Task<Acknowledgement> RemoveSecondFactor(string name, CancellationToken cancellation = default) => api.Delete(Route(name) + "/second-factor", json.Acknowledgement, cancellation);

    private static string Route(string name) => $"{Root}/{Uri.EscapeDataString(name)}";
}
