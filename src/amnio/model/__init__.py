"""The pregnancy model: hazards, attribution, counterfactual, information, simulation. Handed draws; opens no file."""
