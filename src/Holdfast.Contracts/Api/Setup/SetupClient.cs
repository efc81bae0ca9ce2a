using Holdfast.Contracts.Api.Accounts;

namespace Holdfast.Contracts.Api.Setup;

/// <summary>
/// The setup: first as long as nothing is installed, answered by the setup alone; then what the running server adds. Both answer <see cref="State"/>.
/// </summary>
public sealed class SetupClient
{
    private readonly ApiTransport api;

    internal SetupClient(ApiTransport api) => this.api = api;

    /// <summary>How far it is, before the installation, in its course, and after it.</summary>
    public Task<SetupState> State(CancellationToken cancellation = default) => api.Get("setup", SetupJson.Default.SetupState, cancellation);

    // Before the installation

    /// <summary>Signs in at a setup with the code of its link. Needs no token.</summary>
    public Task<SignedIn> SignIn(string link, CancellationToken cancellation = default) =>
        api.Post("session", new LinkSignIn(link), SetupJson.Default.LinkSignIn, AccountJson.Default.SignedIn, cancellation);

    /// <summary>Another link for a setup, as whoever is signed in.</summary>
    public Task<SetupLink> Link(CancellationToken cancellation = default) => api.Post("session/link", SetupJson.Default.SetupLink, cancellation);

    /// <summary>Looks at all prerequisites again.</summary>
    public Task<SetupChecks> Check(CancellationToken cancellation = default) => api.Post("setup/checks", SetupJson.Default.SetupChecks, cancellation);

    public Task<SetupState> Save(SetupAnswers answers, CancellationToken cancellation = default) =>
        api.Put("setup/answers", answers, SetupJson.Default.SetupAnswers, SetupJson.Default.SetupState, cancellation);

    public Task<CatalogTest> TestCatalog(CatalogChoice choice, CancellationToken cancellation = default) =>
        api.Post("setup/catalog-test", choice, SetupJson.Default.CatalogChoice, SetupJson.Default.CatalogTest, cancellation);

    public Task<ScratchAnswer> Scratch(ScratchQuestion question, CancellationToken cancellation = default) =>
        api.Post("setup/scratch", question, SetupJson.Default.ScratchQuestion, SetupJson.Default.ScratchAnswer, cancellation);

    /// <summary>
    /// Begins a second factor for the administrator that the answers name; it counts with its first code in <see cref="Install"/>. One that was begun before is forgotten.
    /// </summary>
    public Task<TotpEnrollment> EnrollTotp(CancellationToken cancellation = default) => api.Post("setup/totp", AccountJson.Default.TotpEnrollment, cancellation);

    /// <summary>Takes the first code of the second factor that was begun; the installation needs none then.</summary>
    public Task<Acknowledgement> ProveTotp(string code, CancellationToken cancellation = default) =>
        api.Post("setup/totp/confirm", new ConfirmTotpRequest(code), AccountJson.Default.ConfirmTotpRequest, ApiJson.Default.Acknowledgement, cancellation);

    /// <summary>The administrator shall have no second factor.</summary>
    public Task<Acknowledgement> ForgetTotp(CancellationToken cancellation = default) => api.Delete("setup/totp", ApiJson.Default.Acknowledgement, cancellation);

    /// <summary>Begins the installation; <see cref="State"/> tells how far it is. Recovery codes are in this answer alone.</summary>
    public Task<SetupState> Install(InstallRequest request, CancellationToken cancellation = default) =>
        api.Post("setup/install", request, SetupJson.Default.InstallRequest, SetupJson.Default.SetupState, cancellation);

    // Before and after it

    /// <summary>Mounted file systems, and whether the pool can use them.</summary>
    public Task<DiskCandidates> Candidates(CancellationToken cancellation = default) => api.Get("disks/candidates", SetupJson.Default.DiskCandidates, cancellation);

    // After it

    /// <summary>The passphrase, until somebody has confirmed to have saved it.</summary>
    public Task<SetupPassphrase> Passphrase(CancellationToken cancellation = default) => api.Get("setup/passphrase", SetupJson.Default.SetupPassphrase, cancellation);

    /// <summary>Puts all keys under another passphrase; null: a generated one.</summary>
    public Task<SetupPassphrase> ChoosePassphrase(string? passphrase, CancellationToken cancellation = default) =>
        api.Post("setup/passphrase", new ChoosePassphraseRequest(passphrase), SetupJson.Default.ChoosePassphraseRequest, SetupJson.Default.SetupPassphrase, cancellation);

    /// <summary>Confirms that the passphrase is kept elsewhere: it is not shown any more.</summary>
    public Task<SetupState> PassphraseSaved(CancellationToken cancellation = default) => api.Post("setup/passphrase-saved", SetupJson.Default.SetupState, cancellation);

    /// <summary>Ends the setup: what is left is left.</summary>
    public Task<SetupState> Finish(CancellationToken cancellation = default) => api.Post("setup/finish", SetupJson.Default.SetupState, cancellation);
}
