namespace Holdfast.Console.Pages.SignIn;

/// <summary>What the form to sign in sends.</summary>
public sealed class SignInForm
{
    public string? Name { get; set; }

    public string? Password { get; set; }

    public string? Code { get; set; }

    /// <summary>The link alone is enough.</summary>
    public bool ByLink { get; set; }
}
