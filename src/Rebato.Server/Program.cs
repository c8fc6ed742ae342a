return await Rebato.Platform.Cli.Root.Run(args);
