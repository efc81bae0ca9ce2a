using static Holdfast.Contracts.Errors.ErrorCode;

namespace Holdfast.Contracts.Errors;

/// <summary>Setting up a server.</summary>
internal static class SetupErrors
{
    internal static readonly ErrorInfo[] All =
    [
        new(SetupCheckFailed, "Prerequisite not met", "A check of the prerequisites failed, so nothing was installed.",
            "Do what `holdfast prerequisites` says of it, then try again.", 409, 1),
        new(SetupAnswersWrong, "Setup answers not usable", "An answer of the setup, or a line of the answer file, is not usable.",
            "Correct what the message names (docs/install.md).", 400, 2),
        new(SetupUnderWay, "Installation under way", "Answers cannot be changed and nothing else can be begun while the installation runs.",
            "Wait until it has ended.", 409, 1),
        new(SetupLinkRefused, "Link refused", "The code of the link is wrong, too old, or was used already.",
            "Make another link on the computer itself with `holdfast console`.", 401, 5),
        new(SetupDone, "Set up already", "The data folder holds an installed server.",
            "Start it with `holdfast up`; for another one, take another data folder.", 409, 1),
        new(PassphraseNotSaved, "Passphrase not saved", "Nobody has confirmed that the passphrase is kept elsewhere; without it nothing can be recovered when this server is lost.",
            "Save it, and confirm that it is saved.", 409, 1),
        new(PassphraseNotShown, "Passphrase is not shown", "It was confirmed that the passphrase is saved elsewhere, or it was moved out of the data folder; it is shown no more.",
            "Look where it was saved; `holdfast vault passphrase change` chooses another one.", 409, 1),
        new(SetupNotUndone, "Installation could not be undone", "An installation was cut off, and what it had made could not be removed.",
            "Free the file or folder that the message names and start again, or take another data folder.", 500, 1),
        new(SetupFailed, "Installation failed", "A phase of the installation failed; what it had made was removed again.",
            "Do what the message says, then install again: the answers are kept.", 409, 1),
        new(DomainControllerIsAlone, "Domain controller", "On a domain controller the server protects sources of that computer only: whoever rules a backup server would rule the domain with it.",
            "Install the server on a member of the domain, and protect the other computers from there.", 409, 5),
    ];
}
