using static Holdfast.Contracts.Errors.ErrorCode;

namespace Holdfast.Contracts.Errors;

/// <summary>Accounts, roles, second factor, audit.</summary>
internal static class AccountErrors
{
    internal static readonly ErrorInfo[] All =
    [
        new(SignInFailed, "Sign-in failed", "Name, password, or code is not right, or the account may not sign in.",
            "Try again with the right ones; an administrator can set a new password with `holdfast account password NAME`.", 401, 5),
        new(SignInDelayed, "Too many failed attempts", "There were several failed attempts for this account or from this address; each further one makes the wait longer.",
            "Wait as long as the answer says, then try again.", 429, 5),
        new(CodeNeeded, "Code needed", "The account has a second factor.",
            "Give the six digits of the authenticator, or a recovery code: `holdfast login --totp CODE`.", 401, 5),
        new(ConfirmationNeeded, "Fresh confirmation needed", "What deletes data or weakens its protection takes a fresh code of the caller's authenticator, or a security PIN.",
            "Give it with `--pin CODE`; `holdfast account pin` makes a PIN for five minutes.", 403, 5),
        new(ConfirmationRefused, "Confirmation refused", "The code or PIN is wrong, used already, or too old.",
            "Give the next code of the authenticator, or make a new PIN with `holdfast account pin`.", 403, 5),
        new(PasswordTooWeak, "Password too weak", "The password does not meet the rule: at least 12 characters, or at least 8 of three kinds (lower case, upper case, digits, others), and without the account's name.",
            "Choose a longer one.", 400, 2),
        new(AccountNameTaken, "Account name taken", "Another account has this name; case does not make a difference.",
            "Choose another name, or change that account.", 409, 1),
        new(BadAccount, "Bad account", "The account's name, role, or limits are not allowed.",
            "Correct what the message names.", 400, 2),
        new(SecondFactorMissing, "No second factor", "The account has no second factor, or none that waits for its first code.",
            "Begin one with `holdfast account totp enroll NAME`.", 409, 1),
        new(AuditNotWritten, "Audit log not written", "The audit log could not be written, so the request counts as failed; what it did may have happened.",
            "Look into the server's log, check the catalog's disk, and look at the state of things before trying again.", 500, 1),
        new(AuditBroken, "Audit log altered", "Rows of the audit log were changed, removed, or put elsewhere after they had been written.",
            "Find out who could write to the catalog; compare with a backup of it.", 409, 1),
        new(DirectoryUnreachable, "Directory not reachable", "The LDAP directory that accounts are looked up in does not answer, or its certificate is not trusted.",
            "Check ldapServer and ldapCertificateFile in settings.json, and the directory.", 503, 4),
        new(IdentityProviderFailed, "OpenID provider failed", "The OpenID provider does not answer as it should.",
            "Check the settings that begin with oidc, and the provider.", 502, 4),
        new(CertificateUnusable, "Certificate not usable", "The certificate for remote callers cannot be read, or has no private key.",
            "Check certificateFile and certificatePasswordFile in settings.json.", 500, 1),
        new(CertificateNotPinned, "Certificate not trusted", "The server's certificate is neither trusted by this computer nor the one that was pinned.",
            "Compare the SHA-256 that the server prints at its start with the one in the message; if they are the same, give it with --pin-certificate.", 502, 5),
    ];
}
